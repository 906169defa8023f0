import type { ListTrouble } from '../../link/serial.ts';
import { err, messageOf, ok, type Result } from '../../result.ts';
import { loadBinding } from './binding.ts';
import { decodeServiceError } from './troubles.ts';

export async function listPcscReaders(): Promise<Result<readonly string[], ListTrouble>> {
  const cannot = (detail: string) => err<ListTrouble>({ code: 'LNK-111', kind: 'cannot-list', detail });
  const binding = await loadBinding();
  if (!binding.ok) return cannot(binding.error);
  try {
    const context = new binding.value.Context();
    try {
      return ok(context.listReaders().map(({ name }) => name));
    } finally {
      context.close();
    }
  } catch (cause) {
    return cannot(decodeServiceError(messageOf(cause)).detail);
  }
}
