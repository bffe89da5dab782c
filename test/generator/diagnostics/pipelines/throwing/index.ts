const settings: { readonly window?: { readonly size: string } } = JSON.parse("{}");

export default settings.window?.size.length ?? notThere();

function notThere(): never {
  throw new Error("no window is set");
}
