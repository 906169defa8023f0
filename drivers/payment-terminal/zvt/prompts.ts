import type { TerminalPrompt } from '../contract.ts';
import { asksToRemoveCard } from './tables.ts';

const PROMPTS: Readonly<Record<string, TerminalPrompt>> = {
  '0a': 'present-card',
  '0c': 'present-card',
  '01': 'enter-pin',
  '02': 'enter-pin',
  '15': 'enter-pin',
  '6a': 'enter-pin',
  '6b': 'enter-pin',
  '6c': 'enter-pin',
  cc: 'enter-pin',
  '04': 'processing',
  '05': 'processing',
  '06': 'processing',
  '2c': 'processing',
  '5e': 'processing',
  '68': 'processing',
  '6d': 'processing',
  d2: 'processing',
  d3: 'processing',
};

/** What a code of `04 FF` [PA00P015 13.08, chapter 11] asks of the citizen. A card still inside is the first thing to say. */
export function promptOf(code: string): TerminalPrompt {
  if (asksToRemoveCard(code)) return 'remove-card';
  return PROMPTS[code] ?? 'wait';
}
