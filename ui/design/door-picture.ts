import { css, html, svg, type TemplateResult } from 'lit';
import type { DoorPicture } from '../../device/words/door-pictures.ts';

const SHAPES = {
  card: svg`<rect class="back" x="96" y="22" width="200" height="132" rx="14" transform="rotate(8 196 88)" />
    <rect class="sheet" x="28" y="54" width="236" height="150" rx="16" />
    <path class="ground" d="M30 88V70A14 14 0 0 1 44 56H248A14 14 0 0 1 262 70V88Z" />
    <rect class="mist" x="46" y="104" width="62" height="76" rx="8" />
    <path class="ground" d="M77 112a14 14 0 1 1 0 28 14 14 0 0 1 0-28ZM51 180a26 26 0 0 1 52 0Z" />
    <rect class="gold" x="126" y="104" width="42" height="32" rx="6" />
    <path class="thin" d="M184 110H246M184 128H232M126 158H246M126 178H216" />`,
  certificate: svg`<rect class="back" x="112" y="12" width="150" height="196" rx="10" transform="rotate(5 187 108)" />
    <rect class="sheet" x="84" y="8" width="152" height="202" rx="10" />
    <path class="strong" d="M118 42H202" />
    <path class="thin" d="M110 70H210M110 92H210M110 114H180" />
    <path class="ribbon" d="M190 168l-10 44 20-12 20 12-10-44" />
    <circle class="gold edged" cx="200" cy="156" r="29" />
    <path class="tick" d="M188 156l9 9 16-18" />`,
  payment: svg`<path class="sheet" d="M66 10H190V204l-20.7-14-20.6 14-20.7-14-20.6 14-20.7-14L66 204Z" />
    <path class="strong" d="M92 46H164" />
    <path class="thin" d="M92 76H130M92 102H130M92 128H130" />
    <path class="line" d="M148 76H166M148 102H166M148 128H166" />
    <circle class="gold edged" cx="222" cy="138" r="58" />
    <path class="tick" d="M196 164v-14a26 26 0 0 1 52 0v14M222 110v54" />`,
  ticket: svg`<rect class="mouth" x="36" y="12" width="248" height="46" rx="12" />
    <path class="sheet" d="M78 40H242V196l-16.4 12-16.4-12-16.4 12-16.4-12-16.4 12-16.4-12-16.4 12-16.4-12-16.4 12L78 196Z" />
    <path class="thin" d="M112 74H208" />
    <text x="160" y="142" text-anchor="middle">A‑055</text>
    <path class="strong" d="M106 170H214" />`,
  calendar: svg`<rect class="sheet" x="62" y="26" width="180" height="176" rx="16" />
    <path class="ground" d="M64 72V42A14 14 0 0 1 78 28H226A14 14 0 0 1 240 42V72Z" />
    <path class="line" d="M106 12V44M198 12V44" />
    <path class="days" d="M84 100h24M121 100h24M158 100h24M84 134h24M121 134h24M84 168h24M121 168h24M158 168h24" />
    <path class="day" d="M158 134h24" />
    <circle class="sheet" cx="248" cy="160" r="46" />
    <path class="strong" d="M248 134V160L266 172" />`,
  application: svg`<path class="folder" d="M60 40A14 14 0 0 1 74 26H126L146 48H238A14 14 0 0 1 252 62V188A14 14 0 0 1 238 202H74A14 14 0 0 1 60 188Z" />
    <path class="thin" d="M88 92H180M88 120H156M88 148H140" />
    <path class="handle" d="M246 168 278 202" />
    <circle class="sheet" cx="214" cy="134" r="44" />
    <path class="done" d="M194 134l14 15 26-30" />`,
  car: svg`<path class="ground edged" d="M40 150V122a14 14 0 0 1 12-14l34-8 34-42a22 22 0 0 1 17-8h72a22 22 0 0 1 18 9l30 41 17 6a14 14 0 0 1 10 13v31a10 10 0 0 1-10 10H50a10 10 0 0 1-10-10Z" />
    <path class="back" d="M112 98l22-27a8 8 0 0 1 6-3h26v30ZM182 68h26a8 8 0 0 1 7 3l18 27H182Z" />
    <circle class="mouth" cx="98" cy="160" r="26" />
    <circle class="mouth" cx="234" cy="160" r="26" />`,
} as const satisfies Record<DoorPicture, unknown>;

/** Picture of a door, as decoration over its name. Needs `doorPictureStyles`. */
export const doorPicture = (name: DoorPicture): TemplateResult =>
  html`<svg class="picture" viewBox="0 0 320 220" aria-hidden="true">${SHAPES[name]}</svg>`;

/** The colours follow the citizen's colour set. */
export const doorPictureStyles = css`
  .picture {
    fill: none;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .picture .back {
    fill: var(--k-sand);
    stroke: var(--k-line);
    stroke-width: 3;
  }
  .picture :is(.sheet, .folder) {
    fill: var(--k-card);
    stroke: var(--k-ink);
    stroke-width: 5;
  }
  .picture .folder {
    fill: var(--k-sand);
  }
  .picture .ground {
    fill: var(--k-teal);
  }
  .picture .mist {
    fill: var(--k-mist);
  }
  .picture .mouth {
    fill: var(--k-ink);
  }
  .picture .gold {
    fill: var(--k-saffron);
  }
  .picture .edged {
    stroke: var(--k-ink);
    stroke-width: 5;
  }
  .picture .ribbon {
    fill: var(--k-pomegranate);
  }
  .picture .thin {
    stroke: var(--k-edge);
    stroke-width: 6;
  }
  .picture .strong {
    stroke: var(--k-teal);
    stroke-width: 9;
  }
  .picture .line {
    stroke: var(--k-ink);
    stroke-width: 8;
  }
  .picture .tick {
    stroke: var(--k-on-saffron);
    stroke-width: 7;
  }
  .picture text {
    fill: var(--k-ink);
    font-size: 46px;
    font-weight: 760;
  }
  .picture .handle {
    stroke: var(--k-ink);
    stroke-width: 15;
  }
  .picture .done {
    stroke: var(--k-green);
    stroke-width: 9;
  }
  .picture .days {
    stroke: var(--k-line);
    stroke-width: 18;
    stroke-linecap: butt;
  }
  .picture .day {
    stroke: var(--k-saffron);
    stroke-width: 18;
    stroke-linecap: butt;
  }
`;
