import { css, html, nothing } from 'lit';
import { dateText, timeSpanText } from '../../../device/words/format.ts';
import type { WordsOfSections } from '../../words/words.ts';
import type { ScreenOf } from './screen-element.ts';
import { windowText } from './standing.ts';

type Standing = NonNullable<ScreenOf<'found'>['standing']>;

/** The citizen's appointment: a leaf of a calendar, and beside it time, day, window and ticket. */
export function timePlate({ appointment, ticket, place }: Standing, words: WordsOfSections<'mine' | 'choosingSlot'>) {
  if (appointment === null) return nothing;
  const { mine, language } = words;
  const { day, from } = appointment;
  return html`<div slot="picture" class="time-plate">
    <span class="leaf" aria-hidden="true"><i></i><b>${Number(day.slice(8, 10))}</b></span>
    <div>
      <p class="label">${mine.time}</p>
      <p class="hour">${from}</p>
      <p class="day">${dateText(day, language)}, <span class="whole">${timeSpanText(appointment)}</span></p>
      ${place === null ? nothing : html`<p class="where">${windowText(place, words)}</p>`}
      ${ticket === null ? nothing : html`<p class="label">${mine.ticket}: <b class="whole">${ticket}</b></p>`}
    </div>
  </div>`;
}

export const timePlateStyles = css`
  .time-plate {
    display: flex;
    align-items: center;
    gap: var(--k-space-8);
    margin-top: var(--k-space-5);
    padding: var(--k-space-6);
    border: var(--k-stroke-thin) solid var(--k-line);
    border-radius: var(--k-radius);
    background: var(--k-deep);
    color: var(--k-on-deep);
    line-height: 1.3;
  }
  .time-plate .label {
    color: var(--k-deep-quiet);
    font-size: var(--k-type-s);
  }
  .time-plate .hour {
    font-size: max(16 * var(--k-mm-heading), min(38 * var(--mm, 4.03px), 14cqi, 8.2cqh));
    font-weight: 740;
    letter-spacing: -0.03em;
    line-height: 1.05;
    font-variant-numeric: tabular-nums;
  }
  .time-plate .where {
    font-size: var(--k-type-l);
    font-weight: 660;
  }
  .leaf {
    --leaf: min(70 * var(--mm, 4.03px), 26cqi, 18cqh);
    flex: none;
    display: grid;
    width: var(--leaf);
    border-radius: var(--k-radius);
    background: #ffffff;
    color: #10222a;
    text-align: center;
    overflow: hidden;
  }
  .leaf i {
    height: calc(0.22 * var(--leaf));
    background: #a3182d;
  }
  .leaf b {
    padding-block: calc(0.08 * var(--leaf));
    font-size: calc(0.62 * var(--leaf));
    font-weight: 760;
    letter-spacing: -0.04em;
    line-height: 1.1;
  }
  @container kiosk (max-width: 45em) {
    .leaf {
      display: none;
    }
    .time-plate {
      padding: var(--k-space-3) var(--k-space-4);
    }
  }
  @container kiosk (min-aspect-ratio: 11/10) and (min-width: 60em) {
    .time-plate {
      align-self: start;
      margin-top: 0;
    }
    .time-plate .hour {
      font-size: max(16 * var(--k-mm-heading), min(38 * var(--mm, 4.03px), 7.2cqi, 20cqh - 14 * var(--mm, 4.03px)));
    }
    .leaf {
      --leaf: min(70 * var(--mm, 4.03px), 13cqi, 26cqh);
    }
  }
  @container kiosk (max-height: 62em) {
    .time-plate {
      gap: var(--k-space-5);
      padding: var(--k-space-3) var(--k-space-5);
      font-size: var(--k-type-s);
    }
  }
`;
