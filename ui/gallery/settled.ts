import { LitElement } from 'lit';

/**
 * Resolves when everything inside is drawn: all elements have rendered, fonts are loaded, and `k-page` has measured itself and rendered
 * again.
 */
export async function whenDrawn(root: DocumentFragment | HTMLElement): Promise<void> {
  await rendered(root);
  await document.fonts.ready;
  for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  await rendered(root);
}

async function rendered(root: ParentNode): Promise<void> {
  for (const element of root.querySelectorAll('*')) {
    if (element instanceof LitElement) await element.updateComplete;
    if (element.shadowRoot) await rendered(element.shadowRoot);
  }
}
