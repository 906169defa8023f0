import { nothing, svg, type TemplateResult } from 'lit';
import type { NewRollStep } from '../../../device/words/maintenance.ts';

/** The printer from the side. A decoration: the heading says the same. */
export const rollPicture = (
  step: NewRollStep,
): TemplateResult => svg`<svg class="roll" viewBox="0 0 400 260" aria-hidden="true">
  <path class="case" d="M40 120H330V220a20 20 0 0 1-20 20H60a20 20 0 0 1-20-20Z" />
  <path class="cover" d=${COVER_IS_OPEN.has(step) ? 'M40 120 L86 18 L118 32 L72 120Z' : 'M40 96H330V120H40Z'} />
  ${step === 'open' ? OLD_ROLL : NEW_ROLL}
  ${step === 'open' ? nothing : paper(step)}
  ${ARROWS[step] === null ? nothing : svg`<path class="arrow" d=${ARROWS[step]} />`}
</svg>`;

const COVER_IS_OPEN: ReadonlySet<NewRollStep> = new Set(['open', 'insert']);

/** Only the core is left. */
const OLD_ROLL = svg`<circle class="paper" cx="180" cy="180" r="26" /><circle class="core" cx="180" cy="180" r="16" />`;
const NEW_ROLL = svg`<circle class="paper" cx="180" cy="178" r="52" /><circle class="core" cx="180" cy="178" r="16" />`;

function paper(step: NewRollStep): TemplateResult {
  const end =
    step === 'insert' ? 'M180 126C250 126 270 112 300 84' : 'M180 126C260 126 300 116 330 108C352 102 366 84 366 60';
  return svg`<path class="strip" d=${end} />
    ${step === 'look' || step === 'printing' ? svg`<path class="print" d="M350 92l24-10" />` : nothing}
    ${step === 'failed' ? svg`<path class="cross" d="M338 40l44 44m0-44-44 44" />` : nothing}`;
}

const ARROWS: Readonly<Record<NewRollStep, string | null>> = {
  open: 'M250 96V30m-22 24 22-24 22 24',
  insert: 'M180 20v64m-22-24 22 24 22-24',
  close: 'M110 30c30 0 52 18 60 50m-28-16 28 18 16-28',
  printing: 'M392 120V70m-16 18 16-18 16 18',
  look: null,
  failed: null,
};
