import { defineSickness } from './sickness.ts';

/** It says it goes on and has nothing to do; the next one is refused with 409 (goharbor/harbor#16581). */
export const scanAllStuck = defineSickness({
  id: 'scan-all-stuck',
  title: 'The scan of all images is going on for ever with nothing to scan',
  strike({ work: { scan } }) {
    const before = { ...scan };
    Object.assign(scan, { total: 0, completed: 0, ongoing: true, trigger: 'Schedule' });
    return () => Object.assign(scan, { ...before, ongoing: false });
  },
});
