export default function (config) {
  throw new Error("never run");
  return { dir: { input: "src", output: "made" } };
}
