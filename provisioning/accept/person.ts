import type { Io } from '../command/io.ts';
import type { AcceptWords } from './words.ts';

/** The end of input, or Ctrl-C during a question, stops the test. */
export interface TechnicianDialogue {
  tell(line: string): void;
  /** Trimmed; empty if the test is stopped. */
  ask(question: string): Promise<string>;
  agrees(question: string): Promise<boolean>;
}

/** Unclear answers to one question; then the answer is no. */
const MOST_ANSWERS = 5;

export function createTechnicianDialogue(io: Io, words: AcceptWords, stop: AbortController): TechnicianDialogue {
  const ask = async (question: string): Promise<string> => {
    if (stop.signal.aborted) return '';
    const answer = await io.ask(question);
    if (answer === null) stop.abort();
    return answer?.trim() ?? '';
  };
  return {
    tell: (line) => io.note(line),
    ask,
    async agrees(question) {
      for (let asked = 0; asked < MOST_ANSWERS && !stop.signal.aborted; asked += 1) {
        const answer = (await ask(`${question} [${words.yes[0]}/${words.no[0]}] `)).toLowerCase();
        if (words.yes.includes(answer)) return !stop.signal.aborted;
        if (words.no.includes(answer)) return false;
        if (!stop.signal.aborted) io.note(words.sayYesOrNo);
      }
      return false;
    },
  };
}
