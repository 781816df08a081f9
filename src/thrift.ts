/**
 * Imported before all else by what starts a process: garbage is collected before the heap is let grow. Answers,
 * lists and log lines come and go by the hundred megabytes and next to nothing of them stays, yet V8 takes the
 * haste for a need of room, and a worker of 190 MiB grew to 370 MiB by one long log. `--optimize-for-size` is
 * looked at whenever V8 decides how far the heap may grow, so it holds from here on. What it costs and saves is
 * printed by `npm run bench:scan`.
 */
import { setFlagsFromString } from 'node:v8';

setFlagsFromString('--optimize-for-size');
