import sharp from 'sharp';

/** Files of drawings, and what each holds. */
export const DRAWINGS = {
  'script.svg': '<script>alert(1)</script>',
  'no-drawing.png': '<svg:script xmlns:svg="http://www.w3.org/2000/svg">alert(1)</svg:script>',
  'event.svg': '<rect onload="alert(1)"/>',
  'link.svg':
    '<a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="javascript:alert(1)"><text>x</text></a>',
  'elsewhere.svg': '<image href="https://evil.example/x.png"/>',
  'html.svg': '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
  'style.svg': '<style>@import "https://evil.example/x.css";</style>',
  'paint.svg': '<rect fill="url(https://evil.example/x.svg#a)"/>',
  'animate.svg': '<a><animate attributeName="href" values="https://evil.example/"/></a>',
  'numbers.svg': '<rect fill="&#117;&#x72;l(https://evil.example/x.svg#a)"/>',
  'escape.svg': '<style>rect { fill: u\\72l(https://evil.example/) }</style>',
  'image-set.svg': '<style>rect { mask: image-set("https://evil.example/x.png" 1x) }</style>',
  'set.svg': '<a><set attributeName="href" to="https://evil.example/"/></a>',
  'good.svg':
    '<defs><path id="a" d="M0 0"/></defs><use href="#a" fill="url(#b)" style="fill:url(&quot;#b&quot;)"/><image href="data:image/png;base64,iVBORw0KGgo="/>',
};

/** A picture of one colour; its file is small whatever its size. */
function plain(width: number, height: number) {
  return sharp({ create: { width, height, channels: 3, background: '#fff' }, limitInputPixels: false });
}

/** Files that are no pictures, or too much of one. */
export async function badPictures(): Promise<Readonly<Record<string, string | Uint8Array>>> {
  const drawing = 'svg xmlns="http://www.w3.org/2000/svg"';
  return {
    'words.png': 'no image',
    'begins.png': '\u0089PNG\r\n\u001A\n',
    'page.gif': `GIF89a/*<${drawing} onload="alert(1)"/>`,
    'empty.jpg': '',
    'cut.jpg': (await plain(900, 900).jpeg().toBuffer()).subarray(0, 2000),
    'bomb.png': await plain(15_000, 15_000).png().toBuffer(),
    'long.png': await plain(1, 17_000).png().toBuffer(),
    'endless.svg': `<${drawing}/>`,
    'encoding.svg': `<?xml version="1.0" encoding="ISO-2022-JP"?><${drawing} width="8" height="6"><scr\u001B(Bipt>alert(1)</scr\u001B(Bipt></svg>`,
    'open.svg': `<${drawing} width="8" height="6"><rect></svg>`,
    'entity.svg': `<!DOCTYPE svg [<!ENTITY a "b">]><${drawing} width="8" height="6"/>`,
    'stylesheet.svg': `<?xml-stylesheet type="text/xsl" href="#a"?><${drawing} width="8" height="6"/>`,
    'attlist.svg': `<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]><${drawing} width="8" height="6"/>`,
  };
}
