import { html, svg, type TemplateResult } from 'lit';
import type { DeviceTestPage } from '../../../device/screen/maintenance.ts';
import { moneyText } from '../../../device/words/format.ts';
import type { KeypadKeyMessage } from '../../../device/words/sound.ts';
import type { PageDrawingContext } from './page-parts.ts';
import { rollPicture } from './roll-picture.ts';
import '../../design/k-reader-picture.ts';
import '../../design/k-terminal-picture.ts';
import './tone.ts';

type Picture = (page: DeviceTestPage, drawing: PageDrawingContext) => TemplateResult;

/** Qəpik of the test payment. */
const TRIAL = 1;

/** The part at work. The heading says the same. */
export const partPicture: Picture = (page, drawing) => PICTURES[page.part](page, drawing);

const drawn = (content: TemplateResult): TemplateResult =>
  svg`<svg class="roll" viewBox="0 0 400 260" aria-hidden="true">${content}</svg>`;

const PICTURES: { readonly [P in DeviceTestPage['part']]: Picture } = {
  reader: ({ stage }) =>
    html`<k-reader-picture .stage=${stage?.at === 'insert-document' ? 'waiting' : 'reading'} .label=${''}></k-reader-picture>`,
  terminal: ({ stage }, { language }) =>
    html`<k-terminal-picture
      .stage=${(stage?.at === 'terminal' && TERMINAL[stage.asks]) || 'waiting'}
      .amount=${moneyText(TRIAL, language)}
      .label=${''}
    ></k-terminal-picture>`,
  printer: ({ question }) => rollPicture(question === null ? 'printing' : 'look'),
  billValidator: ({ stage }) => drawn(validator(stage?.at === 'take-note')),
  documentPrinter: () =>
    drawn(svg`<path class="case" d="M60 110H340V220H60Z" /><path class="cover" d="M90 70H310V110H90Z" />
      <path class="paper" d="M120 150H280V246H120Z" /><path class="print" d="M145 180h110M145 204h80" />`),
  scanner: () =>
    drawn(svg`<path class="case" d="M60 90H150V190H60Z" /><path class="arrow" d="M150 120l60-20M150 140h66M150 160l60 20" />
      <path class="paper" d="M240 60H360V210H240Z" /><path class="print" d="M268 96h18v18h-18ZM314 96h18v18h-18ZM268 142h18v18h-18ZM308 140h26M320 162h14" />`),
  keypad: ({ stage }) => drawn(keypad(stage?.at === 'press-keys' ? stage.came : [])),
  badgeReader: () =>
    drawn(svg`<path class="case" d="M60 150H340V220H60Z" /><path class="arrow" d="M150 138q50-34 100 0M170 120q30-20 60 0" />
      <path class="paper" d="M130 30H270V106H130Z" /><circle class="core" cx="162" cy="60" r="14" /><path class="print" d="M190 52h56M190 72h40" />`),
  lights: () =>
    drawn(svg`<circle class="cover" cx="200" cy="130" r="52" /><circle class="core" cx="200" cy="130" r="34" />
      <path class="arrow" d="M200 54V24M200 206v30M124 130H94M276 130h30M146 76l-22-22M254 76l22-22M146 184l-22 22M254 184l22 22" />`),
  sound: ({ question }) =>
    html`${question === null ? '' : html`<test-tone></test-tone>`}${drawn(svg`<path class="case" d="M90 100h50l60-50v160l-60-50H90Z" /><path class="arrow" d="M230 90q30 40 0 80M262 66q54 64 0 128" />`)}`,
};

const TERMINAL: Readonly<Record<string, string>> = {
  'present-card': 'present-card',
  'enter-pin': 'enter-pin',
  'remove-card': 'remove-card',
  asking: 'asking',
};

const validator = (leaves: boolean) =>
  svg`<path class="case" d="M40 50H230V210H40Z" /><path class="strip" d="M205 90V170" />
    <path class="paper" d="M240 96H370V164H240Z" /><circle class="core" cx="305" cy="130" r="18" />
    <path class="arrow" d=${leaves ? 'M250 214h90m-24-22 24 22-24 22' : 'M340 214h-90m24-22-24 22 24 22'} />`;

const KEYS: readonly (readonly [key: KeypadKeyMessage['key'], x: number, y: number])[] = [
  ['up', 175, 30],
  ['left', 115, 90],
  ['select', 175, 90],
  ['right', 235, 90],
  ['down', 175, 150],
  ['back', 40, 30],
  ['next', 310, 30],
  ['help', 40, 150],
  ['volume-up', 310, 90],
  ['volume-down', 310, 150],
];

/** Keys that were pressed are light. */
const keypad = (came: readonly KeypadKeyMessage['key'][]) =>
  svg`<path class="case" d="M20 10H380V250H20Z" />${KEYS.map(
    ([key, x, y]) =>
      svg`<rect class=${came.includes(key) ? 'core' : 'cover'} x=${x} y=${y} width="50" height="50" rx="8" />`,
  )}`;
