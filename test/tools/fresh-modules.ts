import { vi } from 'vitest';

/**
 * Makes the next import load each module of the project again. Unit test files share a process, and its registry takes each custom element
 * once. Another file may have defined the elements before.
 */
export function freshModules(): void {
  vi.resetModules();
  if (!('customElements' in globalThis)) return;
  const Registry = globalThis.customElements.constructor as new () => CustomElementRegistry;
  globalThis.customElements = new Registry();
}
