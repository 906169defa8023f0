import { css, html, type TemplateResult } from 'lit';
import type { WordsOfSections } from '../../words/words.ts';

function picture(label: string): TemplateResult {
  return html`<svg class="cards" viewBox="0 0 952 560" role="img" aria-label=${label}>
    <g class="small">
      <rect class="plastic" x="48" y="170" width="292" height="186" rx="16" />
      <path class="band" d="M50 212V188a16 16 0 0 1 16-16H322a16 16 0 0 1 16 16V212Z" />
      <path class="person" d="M118 262a15 15 0 1 0-.01 0ZM92 308a26 26 0 0 1 52 0Z" />
      <path class="print" d="M186 252H312M186 278H290M186 304H312" />
    </g>
    <path class="out" d="M194 138V64m-34 34 34-34 34 34" />
    <path class="cross" d="M58 180 330 346M330 180 58 346" />
    <path class="arrow" d="M376 262h84m-34-34 34 34-34 34" />
    <g>
      <rect class="plastic own" x="498" y="28" width="406" height="250" rx="18" />
      <path class="band own" d="M501 84V48a17 17 0 0 1 17-17H884a17 17 0 0 1 17 17V84Z" />
      <path class="person own" d="M582 168a27 27 0 1 0-.01 0ZM536 236a46 46 0 0 1 92 0Z" />
      <rect class="chip" x="668" y="112" width="66" height="48" rx="9" />
      <path class="print" d="M762 122H872M762 152H846M668 190H872M668 224H830" />
    </g>
    <path class="arrow" d="M702 300v76m-34-34 34 34 34-34" />
    <rect class="reader" x="480" y="404" width="444" height="140" rx="26" />
    <rect class="slot" x="524" y="430" width="356" height="24" rx="12" />
    <circle class="lamp" cx="862" cy="506" r="14" />
  </svg>`;
}

/** Page for a child's card, if the service needs the parent's card: next step, and other ways for a parent without a card. */
export function childsCard(
  words: WordsOfSections<'identifying'>,
  ways: TemplateResult,
): { readonly picture: TemplateResult; readonly rest: TemplateResult } {
  const { steps, picture: label } = words.identifying.childsCard;
  return {
    picture: html`<div class="ground">${picture(label)}</div>`,
    rest: html`<ol class="card todo">
        ${steps.map((each) => html`<li>${each}</li>`)}
      </ol>
      ${ways}`,
  };
}

export const childsCardStyles = css`
  .ground {
    margin-top: var(--k-space-5);
    padding: var(--k-space-4);
    border-radius: var(--k-radius);
    background: #e3efef;
  }
  .cards {
    display: block;
    width: 100%;
    max-height: calc(110 * var(--mm, 4.03px));
  }
  .cards .plastic {
    fill: #ffffff;
    stroke: #7b878b;
    stroke-width: 4;
  }
  .cards .plastic.own {
    stroke: #10222a;
    stroke-width: 6;
  }
  .cards :is(.band, .person) {
    fill: #7b878b;
  }
  .cards :is(.band, .person).own {
    fill: #0b5560;
  }
  .cards :is(.print, .out) {
    fill: none;
    stroke: #7b878b;
    stroke-width: 9;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .cards .cross {
    stroke: #a3182d;
    stroke-width: 14;
    stroke-linecap: round;
  }
  .cards .chip {
    fill: #f2a93b;
  }
  .cards .arrow {
    fill: none;
    stroke: #f2a93b;
    stroke-width: 15;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .cards .reader {
    fill: #10222a;
  }
  .cards .slot {
    fill: #000000;
  }
  .cards .lamp {
    fill: #54c08a;
  }
  .todo {
    display: grid;
    margin: var(--k-space-5) 0 0;
    padding: var(--k-space-2) var(--k-space-2) var(--k-space-2) calc(var(--k-space-4) + 1.6em);
    font-size: var(--k-type-m);
    font-weight: 620;
    line-height: 1.3;
  }
  .todo li {
    padding-block: var(--k-space-3);
  }
  .todo li + li {
    border-top: var(--k-stroke-thin) solid var(--k-line);
  }
  .ways {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 22em), 1fr));
    gap: var(--k-space-4);
    margin-top: var(--k-space-5);
  }
  /* Low panel and large text: the instructions without the picture. */
  @container kiosk (max-height: 45em) {
    .ground {
      display: none;
    }
  }
`;
