import { isIP } from 'node:net';
import {
  bad,
  type CheckFinding,
  type CheckSpec,
  type FoundTrouble,
  good,
  installedCheck,
  listShort,
  warning,
} from './check.ts';
import { type MachineAccess, type MachineContext, outputOf } from './machine-port.ts';
import { isAddressInNetwork } from './own-addresses.ts';

/* A rule of IPsec acts beside the firewall, in none of its lists [ip-xfrm(8)]. */

interface Policy {
  readonly words: string;
  readonly to: string;
  readonly isOut: boolean;
  readonly blocks: boolean;
}

/** `src 0.0.0.0/0 dst 203.0.113.9/32`, then indented: `dir out action block priority 0 ptype main`. A socket has `socket out`. */
const policiesIn = (out: string): readonly Policy[] =>
  out.split(/^(?=src )/m).flatMap((text) => {
    const [selector = '', rule = ''] = text.split('\n').map((line) => line.trim());
    if (!rule.startsWith('dir ')) return [];
    return {
      words: `${selector} ${rule}`.replace(/ priority 0\b/, '').replace(/ ptype main$/, ''),
      to: /\bdst (\S+)/.exec(selector)?.[1] ?? '',
      isOut: rule.startsWith('dir out'),
      blocks: /\baction block\b/.test(rule),
    };
  });

const FLUSH =
  "sudo ip xfrm policy flush; if a rule comes back, a service of IPsec makes it: systemctl list-units --all '*swan*' '*ipsec*' names the service";

async function ipsecFinding({ machine }: MachineContext): Promise<CheckFinding> {
  const all = policiesIn(await outputOf(machine, 'ip', 'xfrm', 'policy'));
  if (all.length === 0) return good('none');
  const blocks = all.filter((its) => its.blocks);
  if (blocks.length === 0)
    return warning(listShort(all.map(({ words }) => words)), `if no tunnel of your network needs it: ${FLUSH}`);
  return bad(
    `${listShort(blocks.map(({ words }) => words))}: such a rule stops packets, and no list of the firewall shows it`,
    FLUSH,
  );
}

/** The IPsec rule that stops packets to one of these addresses. */
export async function ipsecCause(machine: MachineAccess, addresses: readonly string[]): Promise<FoundTrouble | null> {
  const ran = await machine.run('ip', 'xfrm', 'policy');
  const policies = ran.is === 'done' ? policiesIn(ran.out) : [];
  const its = policies.find(({ isOut, blocks, to }) => isOut && blocks && addresses.some((each) => takes(to, each)));
  return its ? { found: `a rule of IPsec stops packets to this address: ${its.words}`, fix: FLUSH } : null;
}

/** IPv6 is left to the check `ipsec-policies`. */
const takes = (to: string, address: string): boolean =>
  isIP(address) === 4 && isIP(to.split('/')[0] ?? '') === 4 && isAddressInNetwork(address, { name: '', cidr: to });

export const IPSEC_CHECKS: readonly CheckSpec[] = [
  installedCheck('machine')({
    id: 'ipsec-policies',
    title: 'Rules of IPsec, which stop packets beside the firewall',
    expected: 'none',
    look: ipsecFinding,
  }),
];
