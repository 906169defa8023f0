import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type BackupRig, backupRig } from '../../test/rigs/backup-rig.ts';
import { orderText, type ProvisionRig, provisionRig } from '../../test/rigs/provision-rig.ts';
import { GRUB_CFG, UPDATE_GRUB } from '../lockdown/boot.ts';
import { INSTALLED } from '../machine/installed.ts';

const HASH = `grub.pbkdf2.sha512.10000.${'A'.repeat(64)}.${'B'.repeat(128)}`;
const NONE = /the boot menu stays locked: .* provision an order with bootPassword and a higher serial/;

let rig: BackupRig;
let office: ProvisionRig;
beforeEach(async () => {
  rig = await backupRig();
  office = provisionRig();
  rmSync(rig.on(INSTALLED.bootPassword));
  expect(await rig.backUp()).toBe('done');
  rig.newBoard();
  for (const path of [UPDATE_GRUB, INSTALLED.orderKey]) mkdirSync(dirname(rig.on(path)), { recursive: true });
  writeFileSync(rig.on(UPDATE_GRUB), '');
  copyFileSync(office.at('office.pub'), rig.on(INSTALLED.orderKey));
});
afterEach(() => {
  rig.close();
  office.close();
});

it('when the backup has no boot password, then the signed order gives it, and restore says if there is none', async () => {
  const logKey = readFileSync(rig.kioskKey, 'utf8').trim();
  office.order(`${orderText(8).replace('  - id: K5\n', `$&    logKey: "${logKey}"\n`)}bootPassword: ${HASH}\n`);
  expect(await rig.putBack({ from: office.stick, check: true })).toBe('done');
  expect(rig.io.written()).not.toMatch(NONE);
  expect(await rig.putBack()).toBe('done');
  expect(rig.io.written()).toMatch(NONE);
  rig.told.length = 0;
  expect(await rig.putBack({ from: office.stick })).toBe('done');
  expect(readFileSync(rig.on(INSTALLED.bootPassword), 'utf8')).toBe(`${HASH}\n`);
  expect(rig.told).toEqual([UPDATE_GRUB, `chmod 600 ${GRUB_CFG}`]);
});
