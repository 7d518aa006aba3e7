export function formula(tex: string, display?: boolean): string;
export function withFormulas(html: string): string;
export function written(text: string): string;
export function styleOf(html: string, address: (name: string) => string): string;
export function fontFile(name: string): string;
