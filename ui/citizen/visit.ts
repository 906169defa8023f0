/** Every file of the folder is a page of a visit. They are one bundle, which the browser fetches during the first screen. */
import.meta.glob(['./pages/*.ts', '!./pages/*.samples.ts'], { eager: true });
