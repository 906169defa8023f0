import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import '../design/k-wait.ts';
import type { Words } from '../words/words.ts';

/** About how many seconds each thing takes where nothing is wrong: what the manuals of the devices and the simulated back office have. */
const USUAL_S = {
  lodging: 3,
  lookingUp: 3,
  issuing: 3,
  registering: 3,
  preparing: 3,
  processing: 10,
  'remove-card': 5,
  cancelling: 5,
  'cancelling-card': 5,
  asking: 10,
  reading: 5,
  settling: 5,
  printing: 10,
} as const;

type Waited = keyof typeof USUAL_S;

export const isWaited = (stage: string): stage is Waited => stage in USUAL_S;

/** The line about something that is waited for; counts anew where `what` is another. */
export function waitFor(what: Waited, words: Words): TemplateResult {
  return html`${keyed(what, html`<k-wait .usual=${USUAL_S[what]} .words=${words}></k-wait>`)}`;
}
