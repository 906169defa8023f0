import { expect, it } from 'vitest';
import type { Service } from '../device/catalogue/schema.ts';
import { drawServicePages } from './browser/service-pages.ts';
import { catalogue } from './support/catalogue.ts';

/** The service with a price: no service of the catalogue is both paid and on sheets. */
const paid = (service: Service): Service => ({
  ...service,
  tiers: service.tiers.map((tier) => ({
    ...tier,
    prices: [{ from: '2020-01-01', until: null, duty: 500, fee: 0, commission: 0, source: 'test', verified: true }],
  })),
});

it.each([
  ['free', (each: Service) => each],
  ['paid', paid],
])('when a certificate on sheets is %s, then the walk draws its pages to the last one', async (cost, otherwise) => {
  const service = otherwise(catalogue().services.find(({ id }) => id === 'family-members-certificate')!);
  const { screens } = await drawServicePages(service, 'en', { otherwise });
  const shown = new Set(screens.map(({ show }) => show));
  for (const show of ['previewing', 'wrongDocument', 'printTrouble', 'done'] as const) expect(shown).toContain(show);
  expect(shown.has('paying')).toBe(cost === 'paid');
});
