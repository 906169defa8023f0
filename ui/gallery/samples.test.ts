import { describe, expect, it } from 'vitest';
import type { CitizenPageView } from '../../device/screen/screen.ts';
import { PLAIN_DISPLAY } from '../../device/words/display.ts';
import { LANGUAGES } from '../../device/words/language.ts';
import type { MoneyState } from '../../device/words/money.ts';
import { wrongSums } from '../../test/contract/sums.ts';
import { pageOf } from '../../test/papers/glass-text.ts';
import { troubleTextsIn } from '../words/troubles.ts';
import { formatGalleryAddress, parseGalleryAddress } from './address.ts';
import { DESIGN_PART_SAMPLES } from './gallery-part.ts';
import { PANELS } from './panels.ts';
import { sampleNames, samplesIn, screenOf } from './samples.ts';

const views = (Object.values(samplesIn('az')) as readonly (readonly { readonly view: CitizenPageView }[])[])
  .flat()
  .map(({ view }) => view);
const said = JSON.stringify(views);

describe('the samples', () => {
  it('when a page is in the order of a visit, then it has samples', () => {
    const without = Object.entries(samplesIn('az')).filter(([, samples]) => (samples ?? []).length === 0);
    expect(without.map(([show]) => show)).toEqual([]);
  });

  it.each(Object.keys(troubleTextsIn('en')))('when a trouble code is %s, then a sample shows it', (code) => {
    expect(said).toContain(`"${code}"`);
  });

  it.each(
    Object.keys({
      none: 0,
      'not-taken': 0,
      deciding: 0,
      unknown: 0,
      'with-staff': 0,
      taken: 0,
      cash: 0,
      'with-credit': 0,
      'on-code': 0,
      credited: 0,
      returning: 0,
      returned: 0,
    } satisfies { readonly [M in MoneyState]: 0 }),
  )('when the money state is %s, then a sample shows it', (money) => {
    expect(said).toContain(`"money":"${money}"`);
  });

  it('when languages are compared, then each sample has one name, the same in all', () => {
    const names = sampleNames().map(({ show, name }) => `${show}/${name}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { code } of LANGUAGES) {
      const here = Object.entries(samplesIn(code)).flatMap(([show, all]) => all.map(({ name }) => `${show}/${name}`));
      expect([...here, 'closed/usual', 'closed/taken-over', 'closed/no-key']).toEqual(names);
    }
  });

  it('when a sample has rows, then they add up to its sum', () => {
    expect(views.flatMap((view) => wrongSums(view).map((wrong) => `${view.show}: ${wrong}`))).toEqual([]);
  });

  it('when an element names or describes a control, then this element is on the page', async () => {
    const asked = { language: 'az', display: PLAIN_DISPLAY, simulated: false } as const;
    const missing: string[] = [];
    for (const { show, name } of sampleNames()) {
      if (show === 'closed') continue;
      const { missingIds } = await pageOf(screenOf(show, name, asked, 4));
      missing.push(...missingIds.map((id) => `${show}/${name}: ${id}`));
    }
    expect(missing).toEqual([]);
  });

  it('when a sample is requested with settings, then it becomes a whole screen with them', () => {
    const asked = { language: 'ru', display: { ...PLAIN_DISPLAY, text: 200 }, simulated: true } as const;
    expect(screenOf('attract', 'contrast', asked, 5)).toMatchObject({
      show: 'attract',
      language: 'ru',
      simulated: true,
      pxPerMm: 5,
      display: { ...PLAIN_DISPLAY, colours: 'contrast', text: 200 },
      centre: { short: 'Центр № 5' },
    });
    expect(() => screenOf('attract', 'nothing', asked, 5)).toThrow('no sample attract/nothing');
  });
});

it('when the design has a part, then the gallery shows it alone', () => {
  const parts = Object.keys(import.meta.glob(['../design/k-*.ts', '!../design/k-*.{samples,styles}.ts']));
  const names = parts.map((file) => file.replace(/^.*\/|\.ts$/g, ''));
  expect([...new Set(DESIGN_PART_SAMPLES.map(({ show }) => show))]).toEqual(names);
});

describe('the address', () => {
  it.each(PANELS)('when the panel is $id, then its address can be written and read back', ({ id }) => {
    const address = {
      show: 'paying',
      sample: 'present-card',
      language: 'en',
      display: { ...PLAIN_DISPLAY, colours: 'contrast', text: 130, lower: true },
      panel: id,
      simulated: true,
      bare: true,
    } as const;
    expect(parseGalleryAddress(formatGalleryAddress(address))).toEqual(address);
  });

  it('when values of the address are invalid, then the gallery shows the grid in Azerbaijani on the first panel', () => {
    expect(parseGalleryAddress('#lang=xx&text=90&panel=9')).toEqual({
      show: '',
      sample: '',
      language: 'az',
      display: PLAIN_DISPLAY,
      panel: '21.5',
      simulated: false,
      bare: false,
    });
  });
});
