import { html } from 'lit';
import type { ScreenFrame } from '../../device/screen/screen.ts';
import { PLAIN_DISPLAY } from '../../device/words/display.ts';
import type { PartSample } from '../samples/part.ts';
import { STAFF_CALLED_FRAME, usualFrame } from '../samples/sample.ts';
import './k-top-bar.ts';

const barOf = (
  name: string,
  languagesAway: boolean,
  leaves: boolean,
  frame: Partial<ScreenFrame> = {},
  covers = true,
): PartSample => ({
  name,
  part: (words) =>
    html`<k-top-bar .frame=${{ ...usualFrame(words.language, 1), ...frame }} .words=${words} .languagesAway=${languagesAway} .leaves=${leaves} .covers=${covers}></k-top-bar>`,
});

export const samples: readonly PartSample[] = [
  barOf('usual', false, false),
  barOf('leaves', false, true),
  barOf('not-covered', false, false, {}, false),
  barOf('bank-decides', true, false),
  barOf('staff-called', false, true, STAFF_CALLED_FRAME),
  barOf('more-time', false, true, { display: { ...PLAIN_DISPLAY, moreTime: true } }),
];
