/** Emoji as far as this machine can draw them; else, and for a name nobody knows, `:name:` as in the source. */

interface EmojiProps {
  readonly name: string;
  /** The characters; what is plain ASCII is no emoji. */
  readonly glyph: string | undefined;
}

export function Emoji({ name, glyph = '' }: EmojiProps) {
  const shown = /[^ -~]/.test(glyph) && draws();
  return (
    <span role="img" aria-label={name.replaceAll('_', ' ')} title={`:${name}:`}>
      {shown ? glyph : `:${name}:`}
    </span>
  );
}

let known: boolean | undefined;

/** Bare machines have no font for emoji: what is drawn in black then comes out in shades of grey. */
function draws(): boolean {
  known ??= coloured('🟢');
  return known;
}

function coloured(glyph: string): boolean {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!context) return true;
  context.font = '16px sans-serif';
  context.fillText(glyph, 0, 16);
  const { data } = context.getImageData(0, 0, 24, 24);
  return data.some((value, n) => n % 4 === 1 && value !== data[n - 1]);
}
