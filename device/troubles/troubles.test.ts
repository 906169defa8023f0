import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEVICE_KINDS } from '../../drivers/device-kinds.ts';
import type { LinkTrouble } from '../../drivers/link/link.ts';
import { packageFile } from '../files/package-root.ts';
import { TECHNICIAN_TEXT } from './troubles.ts';
import { troublesPage } from './troubles-page.ts';
import type { LinkTroubleCode } from './troubles-start.ts';

const page = readFileSync(packageFile('docs/troubleshooting.md'), 'utf8');

const NEEDS_ROOT =
  /^\S+ (asan-kiosk (?!explain|catalogue|transparency verify)|(apt-get|dmesg|journalctl|libinput|smartctl|ss|usbguard) |systemctl (start|stop|restart) )/;

describe('texts for technicians', () => {
  it('when a code exists, then docs/ has its section, and no other', () => {
    const sections = [...page.matchAll(/^## (\S+):/gm)].map((match) => match[1]);
    expect(sections).toEqual(Object.keys(TECHNICIAN_TEXT));
    expect(page).toBe(troublesPage());
  });

  it('when a text exists, then it is a whole sentence; a title has no full stop', () => {
    for (const [code, { title, citizenSees, means, todo }] of Object.entries(TECHNICIAN_TEXT)) {
      expect([code, title]).toEqual([code, expect.stringMatching(/^[A-Z].*[^.]$/)]);
      for (const text of [means, ...todo, ...(citizenSees === undefined ? [] : [citizenSees])]) {
        expect([code, text]).toEqual([code, expect.stringMatching(/^[A-Z`].*\.$/)]);
      }
      expect(todo.length).toBeGreaterThan(0);
    }
  });

  it('when a step names a command that needs root, then the command has sudo', () => {
    const commands = Object.entries(TECHNICIAN_TEXT).flatMap(([code, { todo }]) =>
      todo.flatMap((step) => [...step.matchAll(/`([^`]+)`/g)].map(([, command = '']) => `${code} ${command}`)),
    );
    expect(commands.filter((each) => NEEDS_ROOT.test(each))).toEqual([]);
  });

  it('when a step sets the clock, then with a command that a running time service does not refuse', () => {
    const steps = Object.values(TECHNICIAN_TEXT).flatMap(({ todo }) => todo);
    expect(steps.filter((step) => step.includes('timedatectl set-time'))).toEqual([]);
  });

  it('when a kind of device exists, then its codes have texts', () => {
    for (const { absent, silent } of Object.values(DEVICE_KINDS)) {
      expect(TECHNICIAN_TEXT).toHaveProperty(absent);
      expect(TECHNICIAN_TEXT).toHaveProperty(silent);
    }
  });

  it('when a link has a trouble, then its code has a text', () => {
    const codes: Record<LinkTrouble['code'], LinkTroubleCode> & Record<LinkTroubleCode, LinkTrouble['code']> = {
      'LNK-101': 'LNK-101',
      'LNK-102': 'LNK-102',
      'LNK-103': 'LNK-103',
      'LNK-104': 'LNK-104',
    };
    for (const code of Object.keys(codes)) expect(TECHNICIAN_TEXT).toHaveProperty(code);
  });
});
