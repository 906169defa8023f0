import { dirname, resolve } from 'node:path';
import { linkTarget, type MachineAccess } from './machine-port.ts';
import { MEMORY_FILE_SYSTEMS, type Mount, mountsNow, nearestMount } from './mounts.ts';

export interface ResolvedPath {
  readonly link: { readonly path: string; readonly to: string } | null;
  readonly real: string;
  /** `null`: the folder is on a disk. `null` also if the whole system runs from memory. */
  readonly memory: Mount | null;
}

/** [path_resolution(7)] */
const MOST_LINKS = 40;

export function resolvePathAndMount(machine: MachineAccess, path: string): ResolvedPath {
  let real = path;
  let link: ResolvedPath['link'] = null;
  for (let nth = 0; nth < MOST_LINKS; nth++) {
    const next = firstLink(machine, real);
    if (next === null) break;
    link ??= next;
    real = resolve(dirname(next.path), next.to + real.slice(next.path.length));
  }
  return { link, real, memory: memoryAt(machine, real) };
}

function firstLink(machine: MachineAccess, path: string): ResolvedPath['link'] {
  const names = path.split('/').slice(1);
  for (const [index] of names.entries()) {
    const at = `/${names.slice(0, index + 1).join('/')}`;
    const to = linkTarget(machine, at);
    if (to !== null) return { path: at, to };
  }
  return null;
}

function memoryAt(machine: MachineAccess, real: string): Mount | null {
  const its = nearestMount(mountsNow(machine), real);
  return its && its.where !== '/' && MEMORY_FILE_SYSTEMS.includes(its.kind) ? its : null;
}
