import { type Command, UsageError } from '../src/engine/command.ts';
import { explainQuestion } from '../src/engine/text/explain-question.ts';
import type { Words } from '../src/engine/words.ts';

const words: Words<{ readonly missing: string }> = {
  en: {
    missing:
      'Which error? Paste its text after `explain`, or reply `@registry-medic explain` under a message that holds it.',
  },
};

const EXAMPLE = 'explain manifest for harbor.example.com/shop/cart:1.8.2 not found: manifest unknown';

const explain: Command = {
  id: 'explain',
  usage: 'explain <error text, log line or kubectl output>',
  summary: 'Says what an error text means, judging by its words alone, and how sure that is.',
  examples: [EXAMPLE],
  allowed: 'anyone',
  reads: 'text',
  parse(typed) {
    const ask = explainQuestion(typed.join(' '));
    if (ask === null) throw new UsageError(words.en.missing, [`/registry ${EXAMPLE}`]);
    return { ask };
  },
};

export default explain;
