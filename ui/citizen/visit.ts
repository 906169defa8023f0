/** Every file of the folder is a page of a visit. One bundle has them all, and the browser fetches it while the first screen stands. */
import.meta.glob(['./pages/*.ts', '!./pages/*.samples.ts'], { eager: true });
