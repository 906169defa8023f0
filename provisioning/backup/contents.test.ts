import { expect, it } from 'vitest';
import { CREDENTIALS, INSTALLED } from '../machine/installed.ts';
import { restoreTargetOf } from './contents.ts';

const FILES = { profile: INSTALLED.profile, ledger: INSTALLED.ledger };

it.each([
  'state/evil',
  'etc/evil',
  'etc/machine',
  'etc/firewall.nft',
  'etc/profile.yaml',
  'etc/trust/../../passwd',
  'etc/trust/.hidden',
  'etc/trust/a\nb',
  'etc/trust',
  'etc/trust/a/b/c/d',
  'etc/../cron.d/evil',
  'ledger/ledger.db-wal',
  'ledger/ledger.db/../../x',
  'ledger/ledger.dbx',
  'acceptance/../evil.json',
  'acceptance/run.json',
  'acceptance/0001.json/x',
  'credentials/tmpfiles.extra',
  'credentials/asan-kiosk.other',
  'credentials/../x',
  '../evil',
  '/etc/cron.d/evil',
  './profile.yaml',
  'manifest',
  '',
])('when a backup names %j, then the name has no place on the machine', (name) => {
  expect(restoreTargetOf(name, FILES)).toBeNull();
});

it.each([
  ['profile.yaml', INSTALLED.profile],
  ['etc/provision.pub', INSTALLED.orderKey],
  ['etc/provisioned.json', INSTALLED.orderTaken],
  ['etc/office-ca.pem', INSTALLED.officeCa],
  ['etc/office-seal.pem', INSTALLED.officeSeal],
  ['etc/identity.key', `${INSTALLED.config}/identity.key`],
  ['etc/trust/AZ csca.cer', `${INSTALLED.config}/trust/AZ csca.cer`],
  ['etc/catalogue/services/x.yaml', `${INSTALLED.config}/catalogue/services/x.yaml`],
  ['ledger/ledger.db', INSTALLED.ledger],
  ['ledger/ledger.db.mark', `${INSTALLED.ledger}.mark`],
  ['ledger/ledger.db.outbox', `${INSTALLED.ledger}.outbox`],
  ['acceptance/0001.json', `${INSTALLED.acceptance}/0001.json`],
])('when a backup has %s, then the file goes to %s of the machine', (name, path) => {
  expect(restoreTargetOf(name, FILES)).toMatchObject({ is: 'file', path });
});

it('when a backup has a credential that profile and order know, then the credential has a place on the machine', () => {
  for (const name of Object.values(CREDENTIALS))
    expect(restoreTargetOf(`credentials/asan-kiosk.${name}`, FILES)).toEqual({
      is: 'credential',
      file: `asan-kiosk.${name}`,
    });
});
