import { expect, it } from 'vitest';
import { fakeIo } from '../../test/support/fake-io.ts';
import { networkPrinters, printersIn } from './network-printers.ts';

/** Output of avahi-browse 0.8. */
const LINES = [
  '+;eth0;IPv4;HP\\032LaserJet;_ipps._tcp;local',
  '=;eth0;IPv4;HP\\032LaserJet;_ipps._tcp;local;printer.local;192.0.2.9;631;"txtvers=1" "rp=ipp/print" "ty=HP LaserJet M404" "pdl=image/urf,application/pdf"',
  '=;eth0;IPv4;\\208\\159\\209\\128;_ipp._tcp;local;old.local;192.0.2.10;8631;"rp=ipp" "pdl=image/urf"',
  '',
].join('\n');

it('when avahi-browse lists printers, then each has its address and whether it takes PDF', () => {
  expect(printersIn(LINES)).toEqual([
    {
      at: { kind: 'ipp', uri: 'ipps://printer.local/ipp/print' },
      proposals: [
        {
          role: 'documentPrinter',
          settings: { driver: 'ipp', uri: 'ipps://printer.local/ipp/print' },
          certainty: 'described',
          evidence: 'HP LaserJet M404 announces itself as a printer on the network, and takes PDF',
        },
      ],
    },
    {
      at: { kind: 'ipp', uri: 'ipp://old.local:8631/ipp' },
      proposals: [
        expect.objectContaining({ certainty: 'likely', evidence: 'Пр announces itself as a printer on the network' }),
      ],
    },
  ]);
});

it('when avahi-daemon does not run, then avahi-browse is not started and no error is printed', async () => {
  const io = fakeIo();
  expect(await networkPrinters(io, '/nowhere/avahi-daemon/socket')).toEqual([]);
  expect(io.notes).toEqual([]);
});
