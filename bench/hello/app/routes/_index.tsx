export default function Hello() {
  return <h1>hello</h1>;
}
