/** The script as the guest evaluates it: its value is the boot function. */
import { boot } from './boot.ts';

(globalThis as { headroomBoot?: unknown }).headroomBoot = boot;
