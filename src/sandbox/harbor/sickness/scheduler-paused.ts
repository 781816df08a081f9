import { defineSickness } from './sickness.ts';

/** Nothing that has a schedule begins any more. */
export const schedulerPaused = defineSickness({
  id: 'scheduler-paused',
  title: 'All schedules stand still: the scheduler is paused',
  strike({ work }) {
    work.paused.add('SCHEDULER');
    return () => void work.paused.delete('SCHEDULER');
  },
});
