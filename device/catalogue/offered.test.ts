import { expect, test } from 'vitest';
import { realFiles } from '../config/files.ts';
import { loadCatalogue } from './load.ts';
import { toOfficeService } from './offered.ts';

const loaded = loadCatalogue('device/catalogue', realFiles);
if (!loaded.ok) throw new Error('the catalogue of this repository does not load');
const { services } = loaded.value;
const sends = (id: string) =>
  services.filter((each) => each.id === id).map((each) => toOfficeService(each).sendsToWindow);

test.each(['queue-ticket', 'certified-copy', 'identity-card-replacement'])(
  'when the service is %s, then it sends to a window',
  (id) => {
    expect(sends(id)).toEqual([true]);
  },
);

test.each(['complaint', 'utility-gas', 'family-members-certificate'])(
  'when the service is %s, then it does not send to a window',
  (id) => {
    expect(sends(id)).toEqual([false]);
  },
);
