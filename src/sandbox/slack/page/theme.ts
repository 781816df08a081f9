/** Light or dark: what the system prefers until the person chooses. */
import { useSyncExternalStore } from 'react';

export type Theme = 'light' | 'dark';
const changed = new EventTarget();
const system = matchMedia('(prefers-color-scheme: dark)');
system.addEventListener('change', () => {
  if (!localStorage.getItem('theme')) apply(system.matches ? 'dark' : 'light');
});

function apply(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  changed.dispatchEvent(new Event('change'));
}

export function useTheme(): { readonly theme: Theme; toggle(): void } {
  const theme = useSyncExternalStore<Theme>(
    (see) => {
      changed.addEventListener('change', see);
      return () => changed.removeEventListener('change', see);
    },
    () => (document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light'),
  );
  const toggle = (): void => {
    const next = theme === 'dark' ? 'light' : 'dark';
    localStorage.setItem('theme', next);
    apply(next);
  };
  return { theme, toggle };
}
