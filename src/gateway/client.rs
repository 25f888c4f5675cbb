//! The built browser client, out of the binary itself.

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use rust_embed::Embed;

/// No script, style, font or connection but our own.
pub(super) const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; img-src 'self' data:; \
     base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

const NOT_BUILT: &str = "The browser client is not in this build. Run `make` once.";

#[derive(Embed)]
#[folder = "web-client/dist"]
#[exclude = "*.map"]
struct Files;

/// The pages. Paths that are no file are the client's own, and get its first page.
#[derive(Clone, Copy, Debug, Default)]
pub struct WebClient;

impl WebClient {
    pub(super) fn routes(self) -> Router {
        Router::new().fallback(serve)
    }
}

async fn serve(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path.starts_with("api/") || path == "live" {
        return crate::gateway::Error::not_found().into_response();
    }
    if !matches!(method, Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let is_asset = path.starts_with("assets/");
    let is_file = path.rsplit('/').next().is_some_and(|last| last.contains('.'));
    let name = if Files::get(path).is_some() && !path.is_empty() { path } else { "index.html" };
    if name != path && (is_asset || is_file) {
        return StatusCode::NOT_FOUND.into_response();
    }
    match file(name, &headers) {
        Some(mut response) => {
            // Assets carry a hash in their name; the page that names them does not.
            let keep = if is_asset { "public, max-age=31536000, immutable" } else { "no-cache" };
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
            response
        }
        None => (StatusCode::SERVICE_UNAVAILABLE, NOT_BUILT).into_response(),
    }
}

/// A file, compressed beforehand where the browser can read that.
fn file(name: &str, headers: &HeaderMap) -> Option<Response> {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let accepts = |coding: &str| {
        accepted.is_some_and(|accepted| {
            accepted.split(',').any(|one| one.trim().split(';').next() == Some(coding))
        })
    };
    let plain = Files::get(name)?;
    let kind = plain.metadata.mimetype().to_owned();
    let coded = [("br", "br"), ("gzip", "gz")].into_iter().find_map(|(coding, ending)| {
        let file = accepts(coding).then(|| Files::get(&format!("{name}.{ending}")))??;
        Some((coding, file))
    });
    let (coding, file) = coded.map_or((None, plain), |(coding, file)| (Some(coding), file));
    let mut response = Response::new(Body::from(file.data));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_str(&kind).ok()?);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(coding) = coding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    Some(response)
}
