/** Without types of its own. */
declare module '@observablehq/parser';
