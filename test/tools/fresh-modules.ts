import { vi } from 'vitest';

/**
 * The next import loads each module of the project anew. Files of the unit part share a process, so another file may have defined the
 * elements of the pages before; a registry of elements takes each name once and outlives the modules.
 */
export function freshModules(): void {
  vi.resetModules();
  if (!('customElements' in globalThis)) return;
  const Registry = globalThis.customElements.constructor as new () => CustomElementRegistry;
  globalThis.customElements = new Registry();
}
