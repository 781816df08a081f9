import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'core-internal-error',
  severity: 'medium',
  signs: [
    {
      pattern: /500\u5185\u90e8\u672a\u77e5\u9519\u8bef/,
      specimen: '500内部未知错误',
      source: 'a field report',
    },
  ],
  words: {
    en: {
      title: 'Core answers 500',
      probably: 'core met an error of its own',
      explains: 'The page only says 500; the cause stands in core’s log under the same request id.',
      steps: ['Find the request id in core’s log and ask `explain` about the line.'],
    },
  },
});
