import { SaxesParser } from 'saxes';

/** The items of a feed. The parser refuses whatever is not XML 1.0. */
export function itemsOf(xml: string): { title: string; content: string }[] {
  const items: { title: string; content: string }[] = [];
  let element = '';
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => {
    element = name;
    if (name === 'item') items.push({ title: '', content: '' });
  });
  parser.on('text', (text) => {
    const item = items.at(-1);
    if (item && element === 'title') item.title += text;
    if (item && element === 'content:encoded') item.content += text;
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return items;
}
