//! Turns `proto/` into Rust types and into the descriptor set that canonical JSON needs.

use std::{env, error::Error, fs, path::PathBuf};

const FILES: [&str; 6] = ["api", "in_session", "log", "nodes", "vault", "wire"];

#[expect(clippy::disallowed_methods, reason = "cargo speaks to build scripts this way")]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=proto");
    // The built client is embedded; a new build of it must reach the binary.
    println!("cargo:rerun-if-changed=web-client/dist");
    fs::create_dir_all("web-client/dist")?;

    let files = FILES.map(|name| format!("convene/v1/{name}.proto"));
    let mut compiler = protox::Compiler::new(["proto"])?;
    compiler.include_imports(true).open_files(files)?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    // Taken from the compiler and not from prost's types, which drop our options.
    fs::write(out.join("descriptors.bin"), compiler.encode_file_descriptor_set())?;
    let mut config = prost_build::Config::new();
    config.bytes(["."]).enable_type_names();
    // The service is a list of routes, not code.
    config.compile_fds(compiler.file_descriptor_set())?;
    Ok(())
}
