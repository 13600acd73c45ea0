import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CampaignSchema } from '#domain/campaign-schema.ts';
import { nearest } from '#domain/nearest.ts';
import { toContentFile } from '#source/content-file.ts';
import { splitFrontMatter } from '#source/front-matter.ts';
import { formatMistake, inReadingOrder } from '#source/mistake.ts';
import { plainNumber } from '#source/number-words.ts';
import { parseWith } from '#source/parse-with.ts';
import { aText } from './content-folder.ts';

/** All mistakes of a campaign's file, as `line:column  message`. */
function told(text: string): string[] {
  const parsed = parseWith(splitFrontMatter('f', text).frontMatter, CampaignSchema);
  return parsed.kind === 'read'
    ? []
    : inReadingOrder(parsed.mistakes).map((one) => formatMistake(one).slice(2));
}

const withTitle = (written: string) => aText().replace('A clean river', () => written);
const withLines = (lines: string) => aText(`${lines}\n`);
const withFirst = (line: string) => aText().replace('---', () => line);
const withSecond = (line: string) => aText().replace('---\n\n', () => line);
const entry = (written: string) => `corrections:\n  - { count: 3, reason: ${written}, date: 2016-01-01 }`;

describe('a title', () => {
  it.each([
    [
      'Clean river: give it back',
      '3:8  The title holds a colon: put it in quotes, title: "Clean river: give it back"',
    ],
    ['Clean river:', '3:8  The title holds a colon: put it in quotes, title: "Clean river:"'],
    ['A "clean" river: now', `3:8  The title holds a colon: put it in quotes, title: 'A "clean" river: now'`],
    [
      'Clean: give\n  it back',
      '3:8  The title holds a colon: put it in quotes, title: "Clean: give it back"',
    ],
    [
      'Clean river #1',
      '3:20  The # begins a comment and cuts `title`: put it in quotes, title: "Clean river #1"',
    ],
    [
      '#NiUnaMenos',
      '3:8  The # begins a comment, so `title` is empty: put it in quotes, title: "#NiUnaMenos"',
    ],
    [
      '"Clean river',
      '3:8  The title begins with a quote that nothing closes: close it, title: "Clean river"',
    ],
    [
      `"Clean river'`,
      `3:8  The title begins with " and ends with ': write the same quote twice, title: "Clean river"`,
    ],
    [
      '"Clean" river',
      `3:8  The title goes on behind its closing quote: put all of it in quotes, title: '"Clean" river'`,
    ],
    [
      "'It's ours'",
      `3:8  The title holds an apostrophe, which ends the single quotes: write, title: "It's ours"`,
    ],
    ['""Clean river"', '3:8  The title has a quote too many: write, title: "Clean river"'],
    [
      'Clean river"',
      '3:8  The title ends with a quote, ", that nothing opens: write both quotes or none, title: "Clean river"',
    ],
    [
      '"C:\\new"',
      `3:11  The title holds a \\, which changes what follows it: in single quotes it stays as it is, title: 'C:\\new'`,
    ],
    ['*Important*', '3:8  The title begins with *: put it in quotes, title: "*Important*"'],
    ['[Draft] Clean river', '3:8  The title begins with [: put it in quotes, title: "[Draft] Clean river"'],
    ['2026', '3:8  The title is read as a number: put it in quotes, title: "2026"'],
    ['1.10', '3:8  The title is read as a number: put it in quotes, title: "1.10"'],
    ['true', '3:8  The title is read as yes or no: put it in quotes, title: "true"'],
    ['~', '3:8  `title` holds a word that stands for nothing: put it in quotes, title: "~", or remove it'],
    [
      '"Clean\nriver"',
      '3:8  The title begins with a quote that is closed only in a later line: put two spaces before each further line',
    ],
    [
      'Clean\nriver',
      '4:1  This line belongs to no key: put two spaces before it if it goes on from `title`, else begin it with a key, such as title: …',
    ],
  ])('that is written %j is told so', (written, message) => {
    expect(told(withTitle(written))).toEqual([message]);
  });

  it.each([
    '“Clean river”',
    '„Clean river“',
    '«Clean river»',
    '‘Clean river’',
    '“Clean: river”',
    '“Clean river"',
  ])('in curly quotes is told with the line to write: %s', (written) => {
    const [first = '', ...others] = told(withTitle(written));
    expect(first).toMatch(/^3:8 {2}The title stands in curly quotes, .*title: "[^"]*"$/u);
    expect(others).toEqual([]);
  });

  it.each([
    '&x',
    '!important',
    '!!str 5',
    '{A} b',
    '- x',
    '? x',
    '| words',
    '> words',
    '@x',
    '`x`',
    '%5',
    ',x',
    ']x',
  ])('that begins with a sign of YAML is told so: %s', (written) => {
    expect(told(withTitle(written))).toEqual([
      `3:8  The title begins with ${written.charAt(0)}: put it in quotes, title: "${written}"`,
    ]);
  });

  it.each([
    '“Clean” river',
    'The river’s right',
    "The river's right",
    'a:b',
    'yes',
    "'It''s ours'",
    '"He said \\"no\\""',
    'Clean river\n  for all',
    '"Clean river\n  for all"',
    '>-\n  Clean: river # one',
    'Clean (river), [now] & {here}',
    '12" of water',
  ])('is right: %j', (written) => {
    expect(told(withTitle(written))).toEqual([]);
  });
});

describe('a number', () => {
  it.each([
    '5,000',
    '5.000',
    '5 000',
    '5_000',
    "5'000",
    '"5000"',
    '5k',
    '5e3',
    '+5000',
    '５０００',
    '٥٠٠٠',
    '05000',
    '5000.0',
  ])('that people write %s is told in plain digits', (written) => {
    const [first = '', ...others] = told(withLines(`goal: ${written}`));
    expect(first).toMatch(/^6:7 {2}`goal` is .*write digits alone, goal: 5000$/u);
    expect(others).toEqual([]);
  });

  it.each(['0x10', 'five thousand', '1,5', '.5', '1e300', '.inf', '5-6'])(
    'that is not clear is asked for in digits: %s',
    (written) => {
      const found = told(withLines(`goal: ${written}`));
      expect(found).toEqual([
        expect.stringMatching(/^6:7 {2}`goal` must be a whole number .* in digits alone$/u),
      ]);
    },
  );

  it.each([
    ['180 days', '180'],
    ['−3', '-3'],
    ['1.5k', '1500'],
    ['1,234,567', '1234567'],
    ['1.234', '1234'],
    ['12.34', null],
    ['1,23,456', null],
    ['', null],
  ])('is understood, or not: %s', (written, digits) => {
    expect(plainNumber(written)).toBe(digits);
  });
});

describe('a line of front matter', () => {
  it.each([
    ['goal:5', '6:1', 'A space is missing behind the colon of `goal`: write goal: 5'],
    ['goal：5', '6:1', 'The colon behind `goal` is not the plain one: write goal: 5'],
    ['goal = 5', '6:1', 'An equals sign (=) stands where a colon belongs: write goal: 5'],
    ['goal 5', '6:1', 'The colon behind `goal` is missing: write goal: 5'],
    ['goal:\t5', '6:6', 'There is a tab behind the colon of `goal`: write goal: 5'],
    ['goal:\u00A05', '6:6', 'There is a space of an odd kind behind the colon of `goal`: write goal: 5'],
    ['\tgoal: 5', '6:1', 'A tab stands before this line'],
    ['\u00A0goal: 5', '6:1', 'A space of an odd kind stands before this line'],
    [' goal: 5', '6:2', 'too far to the right: write no spaces before it, goal: 5'],
    ['**goal**: 5', '6:1', 'signs around the key `goal`: write goal: 5'],
    ['- goal: 5', '6:1', 'signs around the key `goal`: write goal: 5'],
    ['go\u200Bal: 5', '6:1', 'a character that nobody sees in the key `goal`: write goal: 5'],
    ['gaol: 5', '6:1', '`gaol` is not a key we know: did you mean `goal`?'],
    ['Goal: 5', '6:1', '`Goal` is not a key we know: capital letters count, write `goal`'],
    ['meta: 5', '6:1', '`meta` is not a key we know: check its spelling'],
    ['call-to-action: x', '6:1', 'did you mean `callToAction`?'],
    ['call to action: x', '6:1', 'did you mean `callToAction`?'],
    ['title: Again', '6:1', '`title` stands twice, here and in line 3: remove one of the two'],
    ['goal:', '6:1', '`goal` has no value'],
    ['*a : x', '6:1', 'This line begins with *'],
    ['%YAML 1.2', '6:1', 'A line that begins with % has no place here'],
    ['ask: [comment, updates', '6:6', 'Nothing closes this ['],
    ['ask: [comment,, updates]', '6:15', 'Nothing stands before this comma'],
    ['ask: comment, updates', '6:6', 'write ask: [comment, updates]'],
    ['ask:\n- comment\n - updates', '8:2', 'too far to the right'],
    ['ask:\n  -comment', '7:4', 'A space is missing behind the dash'],
    ['ask:\n  • comment', '7:3', 'begins with •'],
    [entry('Three: ours'), '7:25', 'The reason holds a colon: put it in quotes, reason: "Three: ours"'],
    [entry('Three, ours'), '7:25', 'The reason holds a comma: put it in quotes, reason: "Three, ours"'],
    [
      entry('Three #1'),
      '7:31',
      'The # begins a comment and cuts `reason`: put it in quotes, reason: "Three #1"',
    ],
    [entry('"Three'), '7:25', 'begins with a quote that nothing closes: close it, reason: "Three"'],
    [entry("'It's ours'"), '7:25', `write, reason: "It's ours"`],
    [entry('“Three, ours”'), '7:25', 'stands in curly quotes'],
    [entry('*ours'), '7:25', 'The reason begins with *'],
    [entry('null'), '7:25', 'stands for nothing'],
    [entry('x').replace('3', '1,200'), '7:14', 'The count is written 1,200: write digits alone, count: 1200'],
    [entry('x').replace('reason', 'raeson'), '7:17', 'did you mean `reason`?'],
    [entry('x').replace('count: 3', 'count:3'), '7:13', 'A space is missing'],
    [entry('x').replace(' }', ''), '7:5', 'Nothing closes this {'],
    [entry('x').replaceAll(', ', '; '), '7:15', 'Keys are set apart by ;'],
    [entry('x').replace('{', '[').replace('}', ']'), '7:5', 'Keys with values stand in [ ]'],
  ])('has one mistake: %j', (lines, place, words) => {
    const [first = '', ...others] = told(withLines(lines));
    expect(first).toMatch(new RegExp(`^${place} `, 'u'));
    expect(first).toContain(words);
    expect(others).toEqual([]);
  });

  it.each([
    'goal: 5000 # as agreed',
    'callToAction: "Sign now" # Ana wrote it',
    "organization: 'River Keepers' # or the union",
    'closes: 2030-01-31 # a Thursday',
    'ask: [comment] # little',
    '# a note',
    'confirmation: none # for now',
    '"goal": 5',
    'goal : 5',
    'elsewhere: # on paper\n  - { count: 3, source: A fair, date: 2016-01 }',
  ])('is right: %j', (lines) => {
    expect(told(withLines(lines))).toEqual([]);
  });

  it('hides no mistake of another one', () => {
    const places = told(
      withTitle('Clean: river').replace('---\n\n', 'gaol: 5,000\nask: [phone\n\tcloses: soon\n---\n\n'),
    );
    expect(places.map((place) => place.split(' ')[0])).toEqual(['3:8', '6:1', '6:7', '7:6', '8:1', '8:10']);
  });
});

describe('the lines ---', () => {
  it.each([
    [withFirst('----'), '1:1', 'The first line is ----: write three hyphens, ---'],
    [withFirst('—'), '1:1', 'The first line is —'],
    [withFirst('–--'), '1:1', 'The first line is –--'],
    [withFirst('+++'), '1:1', 'The first line is +++'],
    [aText().replaceAll('---', '+++'), '1:1', 'write three hyphens, ---, here and in line 6'],
    [withFirst('***'), '1:1', 'The first line is ***'],
    [
      withFirst('--- status: draft').replace('status: active\n', ''),
      '1:5',
      'Words stand behind the first ---',
    ],
    [aText().slice(4), '1:1', 'The first line --- is missing'],
    [`\n${aText()}`, '1:1', 'An empty line stands before the first ---'],
    [` ${aText()}`, '1:1', 'Spaces stand before the first ---'],
    [`Hello\n\n${aText()}`, '1:1', 'Words stand before the first ---'],
    [withSecond('\n'), '7:1', 'The second line --- is missing'],
    [
      withSecond('\n').replace('The text.', '## Why\n\nThe text: it.\n\n---\n\nMore'),
      '7:1',
      'The second line --- is missing',
    ],
    [withSecond('----\n\n'), '6:1', 'The front matter ends with ----'],
    [withSecond('—\n\n'), '6:1', 'The front matter ends with —'],
    [withSecond(' ---\n\n'), '6:1', 'There are spaces around the second ---'],
    [withSecond('--- x\n\n'), '6:1', 'Words stand behind the second ---'],
    [withSecond('...\n\n'), '6:1', 'The front matter ends with ...'],
    [aText().replaceAll('---\n', ''), '1:1', 'put one above this line'.replace('put', 'write')],
    [aText().replace('title', '---\ntitle'), '3:1', 'This line --- does not end the front matter'],
    [`${aText()}${aText()}`, '9:1', 'stand here again'],
    ['', '1:1', 'The file is empty'],
    ['Only text.\n', '1:1', 'The file has no front matter'],
    ['+++\ntitle = "x"\n+++\n', '1:1', 'written as TOML'],
  ])('have one mistake: %j', (text, place, words) => {
    const [first = '', ...others] = told(text);
    expect(first).toMatch(new RegExp(`^${place} `, 'u'));
    expect(first).toContain(words);
    expect(others).toEqual([]);
  });

  it.each([
    [withSecond('\n'), 'The text.\n'],
    [withSecond('—\n\n'), '\nThe text.\n'],
    [aText().slice(4), '\nThe text.\n'],
  ])('leave the text below them as it is: %j', (text, body) => {
    expect(splitFrontMatter('f', text).body).toBe(body);
  });
});

describe('a file', () => {
  it.each([
    [
      Buffer.from(withTitle('Río').replace('The text', 'Él'), 'latin1'),
      '3:9',
      'This file is not saved as UTF-8',
    ],
    [Buffer.from(withTitle('RÃ­o')), '3:9', 'Ã\u00AD for í'],
  ])('that is saved in another way has one mistake', (bytes, place, words) => {
    const file = toContentFile('f', bytes);
    const [first, ...others] = file.mistakes.map((one) => formatMistake(one).slice(2));
    expect(first).toMatch(new RegExp(`^${place} `, 'u'));
    expect(first).toContain(words);
    expect(others).toEqual([]);
    expect(file.kind === 'read' && told(file.text)).toEqual([]);
  });
});

describe('the line ends of any system', () => {
  it.each(['\n', '\r\n', '\r'])('are read, and places stay right: %j', (lineEnd) => {
    const read = toContentFile('f', Buffer.from(`\uFEFF${withLines('gaol: 5').replaceAll('\n', lineEnd)}`));
    expect(read.mistakes).toEqual([]);
    expect(read.kind === 'read' && told(read.text)).toEqual([expect.stringMatching(/^6:1 /u)]);
  });
});

it('reads no text that names another value, wherever it stands', () => {
  const text = withLines('changes:  - { date: 2016-01-01, what: *"Three, ours" }');
  expect(told(text)).not.toEqual([]);
});

describe('a key', () => {
  it.each([
    ['gaol', 'goal'],
    ['sumary', 'summary'],
    ['Title', 'title'],
    ['organisation', 'organization'],
    ['call_to_action', 'callToAction'],
    ['título', 'title'],
    ['fecha', null],
    ['meta', null],
  ])('is the nearest of those we know: %s', (word, meant) => {
    expect(nearest(word, Object.keys(CampaignSchema.entries))).toBe(meant);
  });
});

describe('any front matter', () => {
  const whole = aText(
    `goal: 5000\nclosed: x\nask: [comment, updates]\n${entry('"Three, ours"')}\npartners:\n  - slug: friends\n    name: Friends: all\n`,
  )
    .replace('closed: x\n', '')
    .replace('Friends: all', "'Friends: all'");
  const edit = fc.oneof(
    fc.record({ kind: fc.constant('drop' as const), at: fc.nat(whole.length) }),
    fc.record({
      kind: fc.constant('add' as const),
      at: fc.nat(whole.length),
      text: fc.constantFrom(
        ...`:#"'[]{}-,&*!|>?%@\`~=\\ \t\n“”’\u00A0.0x`.split(''),
        ': ',
        ' #',
        '---\n',
        '\n\n',
        '- ',
      ),
    }),
    fc.record({ kind: fc.constant('swap' as const), at: fc.nat(whole.length) }),
  );
  const edited = fc.array(edit, { minLength: 1, maxLength: 4 }).map((edits) =>
    edits.reduce((text, one) => {
      const [before, at, after] = [text.slice(0, one.at), text.charAt(one.at), text.slice(one.at + 1)];
      if (one.kind === 'drop') return before + after;
      if (one.kind === 'add') return before + one.text + at + after;
      return before + after.charAt(0) + at + after.slice(1);
    }, whole),
  );

  it('is read word for word, or has a mistake', { timeout: 60_000 }, () => {
    expect(told(whole)).toEqual([]);
    fc.assert(
      fc.property(edited, (text) => {
        const { frontMatter, body } = splitFrontMatter('f', text);
        const parsed = parseWith(frontMatter, CampaignSchema);
        if (parsed.kind === 'invalid') return parsed.mistakes.length > 0;
        const held = `${JSON.stringify(frontMatter.data)} ${body}`;
        const written = text.replaceAll(/^[ \t]*#.*$|[ \t]#.*$/gmu, '').match(/[\p{L}\p{N}]+/gu) ?? [];
        return written.every((word) => held.includes(word));
      }),
      { numRuns: 300 },
    );
  });

  it('never breaks the reader, whatever it holds', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), edited, fc.uint8Array()),
        (some) => {
          const file = toContentFile(
            'f',
            Buffer.from(typeof some === 'string' ? `---\n${some}\n---\n` : some),
          );
          if (file.kind === 'invalid') return;
          for (const message of told(file.text))
            expect(message, message).not.toMatch(/scalar|implicit|flow|token|undefined/u);
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    ['brackets', withTitle('['.repeat(10_000))],
    ['braces', withTitle('{a: '.repeat(10_000))],
    ['dashes', withLines(`x:\n  ${'- '.repeat(10_000)}`)],
    ['levels', withLines(Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'))],
    ['aliases', withLines('a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]')],
  ])('has a mistake where it nests too deep: %s', (_what, text) => {
    expect(told(text).length).toBeGreaterThan(0);
  });
});
