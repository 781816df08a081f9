/** Line icons, drawn here so that nothing is fetched. */
const PATHS = {
  hash: 'M9 4 7 20M17 4l-2 16M4 9h17M3 15h17',
  thread: 'M4 5h16v11H10l-4 4v-4H4z',
  close: 'M6 6l12 12M18 6 6 18',
  send: 'M4 12 20 5l-5 15-4-6z',
  menu: 'M4 7h16M4 12h16M4 17h16',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  down: 'M7 10l5 5 5-5',
  sun: 'M12 4V2M12 22v-2M4 12H2M22 12h-2M6 6 4.6 4.6M19.4 19.4 18 18M6 18l-1.4 1.4M19.4 4.6 18 6M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z',
  moon: 'M20 14.5A8 8 0 0 1 9.5 4 8 8 0 1 0 20 14.5z',
  eye: 'M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  warning: 'M12 4 2.5 20h19zM12 10v5M12 17.5v.01',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  cross: 'M10 4h4v6h6v4h-6v6h-4v-6H4v-4h6z',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  pulse: 'M3 12h4l2.5-7 5 14 2.5-7h4',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
