/** Log lines as Harbor's components write them. */

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

export function before(now: Date, ms: number): Date {
  return new Date(now.getTime() - ms);
}

/** `2026-11-20T02:10:00Z [ERROR] [/core/main.go:156]: …` */
export function harborLine(at: Date, level: 'INFO' | 'ERROR' | 'FATAL', where: string, says: string): string {
  return `${at.toISOString().slice(0, 19)}Z [${level}] [${where}]: ${says}`;
}
