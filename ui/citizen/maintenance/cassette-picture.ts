import { svg, type TemplateResult } from 'lit';
import type { CassettePageStep } from '../../../device/words/maintenance.ts';

/** The validator from the side, with its cassette below. A decoration: the heading says the same. */
export const cassettePicture = (step: CassettePageStep): TemplateResult => {
  const isOut = step === 'take-out' || step === 'put-in';
  return svg`<svg class="roll" viewBox="0 0 400 260" aria-hidden="true">
    <path class="cover" d="M60 20H220V80H60Z" />
    <path class="print" d="M60 50H20" />
    <path class="case" d=${isOut ? 'M170 100H330V230H170Z' : 'M60 92H220V230H60Z'} />
    <path class="strip" d=${isOut ? 'M330 150h26v40h-26' : 'M220 150h26v40h-26'} />
    <path class="arrow" d=${ARROWS[step] ?? ''} />
  </svg>`;
};

const ARROWS: { readonly [S in CassettePageStep]?: string } = {
  'take-out': 'M60 165h80m-24-22 24 22-24 22',
  'put-in': 'M140 165H60m24-22-24 22 24 22',
};
