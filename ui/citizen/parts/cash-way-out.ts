import type { TemplateResult } from 'lit';
import type { Intent } from '../../../device/words/intent.ts';
import type { Qepik } from '../../../device/words/money.ts';
import type { WordsOfSections } from '../../words/words.ts';
import { backButton, barStartButton } from './buttons.ts';

/** Button that ends a cash payment: *back* without notes, a credit with notes. */
export function stopCashButton(
  inserted: Qepik,
  words: WordsOfSections<'common' | 'payingCash'>,
  sends: (intent: Intent) => () => void,
): TemplateResult {
  if (inserted === 0) return backButton(words, sends({ do: 'back' }));
  return barStartButton(words.payingCash.stop, 'x', sends({ do: 'cancel' }));
}
