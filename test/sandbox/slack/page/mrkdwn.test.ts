import { expect, test } from 'vitest';
import { richText } from '../../../../src/sandbox/slack/page/mrkdwn.ts';

const section = (...elements: object[]) => ({ type: 'rich_text_section', elements });
const text = (words: string, style: object = {}) => ({ type: 'text', text: words, style });

test.each([
  ['harbor:8443/shop/cart:1.8.2 at 10:20:30', [section(text('harbor:8443/shop/cart:1.8.2 at 10:20:30'))]],
  [
    '*`robot$shop` expired*',
    [section(text('robot$shop', { bold: true, code: true }), text(' expired', { bold: true }))],
  ],
  ['a_b_c 2*3*4 ~x', [section(text('a_b_c 2*3*4 ~x'))]],
  ['`a*b` _it_', [section(text('a*b', { code: true }), text(' '), text('it', { italic: true }))]],
  ['&lt;b&gt; &amp;amp;', [section(text('<b> &amp;'))]],
  [
    '<http://ghcr.io/x:1|ghcr.io/x:1> <@U1> <!here>',
    [
      section(
        { type: 'link', url: 'http://ghcr.io/x:1', text: 'ghcr.io/x:1', style: {} },
        text(' '),
        { type: 'user', user_id: 'U1', style: {} },
        text(' '),
        { type: 'broadcast', range: 'here', style: {} },
      ),
    ],
  ],
  [
    'done :eyes:\n&gt; quoted\n```a &lt;b&gt;```',
    [
      section(text('done '), { type: 'emoji', name: 'eyes' }),
      { type: 'rich_text_quote', elements: [text('quoted')] },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'a <b>' }] },
    ],
  ],
])('%s', (source, elements) => {
  expect(richText(source)).toEqual({ type: 'rich_text', elements });
});
