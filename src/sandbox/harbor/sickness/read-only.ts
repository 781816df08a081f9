import { defineSickness } from './sickness.ts';

/** Left on after an upgrade. */
export const readOnly = defineSickness({
  id: 'read-only',
  title: 'Harbor is still in read-only mode after the maintenance',
  strike(state) {
    state.readOnly = true;
    state.configuration.set('read_only', true);
    return () => {
      state.readOnly = false;
      state.configuration.set('read_only', false);
    };
  },
});
