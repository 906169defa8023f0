import { html, svg, type TemplateResult } from 'lit';
import type { DoorPicture } from '../../device/words/door-pictures.ts';
import { doorPicture } from './door-picture.ts';

/* Drawings that only pages of a visit need. The first page loads only the pictures of its doors. */
const SHAPES = {
  phone: svg`<rect class="sheet" x="104" y="10" width="112" height="200" rx="20" />
    <rect class="mist" x="118" y="34" width="84" height="140" rx="6" />
    <path class="line" d="M148 192h24" />
    <path class="strong" d="M138 70h44M138 104h44M138 138h20" />
    <circle class="gold edged" cx="228" cy="58" r="34" />
    <path class="tick" d="M214 58l10 10 18-20" />`,
  family: svg`<path class="ground edged" d="M52 204v-52a48 48 0 0 1 96 0v52Z" />
    <circle class="gold edged" cx="100" cy="60" r="38" />
    <path class="folder" d="M186 204v-30a36 36 0 0 1 72 0v30Z" />
    <circle class="gold edged" cx="222" cy="108" r="30" />
    <path class="line" d="M40 206H280" />`,
  house: svg`<path class="sheet" d="M66 100V204H254V100" />
    <path class="ground edged" d="M36 108 160 18 284 108Z" />
    <rect class="gold edged" x="136" y="132" width="48" height="72" rx="4" />
    <path class="strong" d="M88 136h26v28H88ZM206 136h26v28H206Z" />`,
  letter: svg`<rect class="sheet" x="44" y="46" width="232" height="140" rx="14" />
    <path class="line" d="M50 58 160 134 270 58" />
    <circle class="gold edged" cx="260" cy="170" r="34" />
    <path class="tick" d="M246 170h28M262 157l13 13-13 13" />`,
} as const;

export type QuestionPicture = keyof typeof SHAPES | DoorPicture;

const isOwn = (name: QuestionPicture): name is keyof typeof SHAPES => name in SHAPES;

/** Picture of what a question asks for. It is a decoration. Needs `doorPictureStyles`. */
export const questionPicture = (name: QuestionPicture): TemplateResult =>
  isOwn(name)
    ? html`<svg class="picture" viewBox="0 0 320 220" aria-hidden="true">${SHAPES[name]}</svg>`
    : doorPicture(name);
