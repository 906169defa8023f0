import { nothing, svg, type TemplateResult } from 'lit';
import type { StuckNotePage } from '../../../device/screen/maintenance.ts';

/** The validator from the side: its head, the path of the notes, the cassette below. A decoration: the heading says the same. */
export const stuckNotePicture = (
  step: StuckNotePage['step'],
  { is }: StuckNotePage['answer'],
): TemplateResult => svg`<svg class="roll" viewBox="0 0 400 260" aria-hidden="true">
  <path class="case" d="M90 104H250V240H90Z" />
  <path class="cover" d=${HEAD_IS_OPEN.has(step) ? 'M90 88 L120 4 L262 52 L232 88Z' : 'M90 20H250V88H90Z'} />
  <path class="core" d="M90 88H250V104H90Z" />
  ${step === 'pull' ? svg`<path class="note" d="M20 82H180V108H20Z" /><path class="print" d="M70 95h36" />` : nothing}
  ${step === 'answer' ? ANSWER_MARKS[is] : svg`<path class="arrow" d=${ARROWS[step] ?? ''} />`}
</svg>`;

const HEAD_IS_OPEN: ReadonlySet<StuckNotePage['step']> = new Set(['open', 'pull']);

const ARROWS: { readonly [S in StuckNotePage['step']]?: string } = {
  open: 'M330 110V30m-22 24 22-24 22 24',
  pull: 'M100 148H20m24-22-24 22 24 22',
  close: 'M330 20v84m-22-24 22 24 22-24',
};

const WAITS = svg`<path class="arrow" d="M300 96h8m24 0h8m24 0h8" />`;

const ANSWER_MARKS: Readonly<Record<StuckNotePage['answer']['is'], TemplateResult>> = {
  free: svg`<path class="arrow good" d="M300 96l24 26 48-56" />`,
  starting: WAITS,
  away: WAITS,
  blocked: svg`<path class="cross" d="M310 70l52 52m0-52-52 52" />`,
};
