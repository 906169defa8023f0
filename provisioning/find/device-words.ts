import { deviceNames } from '../../drivers/device-kinds.ts';
import type { DevicePort, DeviceProposal, DeviceRole, FoundDevice } from './found.ts';

export function placeWords({ at, usb }: FoundDevice): string {
  return usb
    ? `${place(at)}, ${usb.words}${usb.socket === undefined ? '' : ` in USB socket ${usb.socket}`}`
    : place(at);
}

function place(at: DevicePort): string {
  switch (at.kind) {
    case 'serial':
    case 'hid':
      return at.path;
    case 'pcsc':
      return `PC/SC reader ${at.reader}`;
    case 'ipp':
      return at.uri;
    case 'gpio':
      return `GPIO chip ${at.chip}`;
    default:
      return at satisfies never;
  }
}

export const ROLE_WORDS: Readonly<Record<DeviceRole, string>> = {
  ...deviceNames('en'),
  lines: 'lines',
};

const CERTAINTY_WORDS: Readonly<Record<DeviceProposal['certainty'], string>> = {
  answered: 'is the',
  described: 'describes itself as the',
  likely: 'may be the',
};

export function deviceLines(device: FoundDevice): string {
  const { proposals, trouble } = device;
  const isOne = proposals.length === 1;
  const said = proposals.map(
    ({ role, certainty, evidence }) =>
      `  ${CERTAINTY_WORDS[certainty === 'answered' && !isOne ? 'likely' : certainty]} ${ROLE_WORDS[role]}: ${evidence}`,
  );
  if (said.length === 0 && !trouble) said.push('  unknown device');
  if (trouble) said.push(`  ${trouble.found} (${trouble.code})`, `  fix: ${trouble.fix}`);
  return `${placeWords(device)}\n${said.join('\n')}\n`;
}
