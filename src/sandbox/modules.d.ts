/** Modules that exist only inside the sandbox's own bundle (see bundle.ts). */
declare module 'headroom:guest-boot' {
  const script: string;
  export default script;
}
