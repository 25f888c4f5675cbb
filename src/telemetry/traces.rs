//! Traces for whoever operates the server: spans of requests, batches, appends and forwards, sent
//! by OTLP over HTTP. They name routes and sessions, never people.

use opentelemetry::trace::TracerProvider as _;
use opentelemetry_otlp::{ExporterBuildError, Protocol, SpanExporter, WithExportConfig};
use opentelemetry_sdk::{
    Resource,
    runtime::Tokio,
    trace::{SdkTracerProvider, span_processor_with_async_runtime::BatchSpanProcessor},
};
use tracing::Metadata;
use tracing_subscriber::{Layer, Registry, filter::filter_fn};

/// Traces cannot be sent.
#[derive(Debug, thiserror::Error)]
#[error("cannot send traces to {to}")]
pub struct TracesError {
    to: String,
    #[source]
    source: ExporterBuildError,
}

/// Where spans go.
pub struct Traces(SdkTracerProvider);

impl Traces {
    /// A collector, as `http://localhost:4318`. Spans go there in batches, every few seconds.
    pub(super) fn to(url: &str) -> Result<Self, TracesError> {
        let endpoint = format!("{}/v1/traces", url.trim_end_matches('/'));
        let exporter = SpanExporter::builder()
            .with_http()
            .with_protocol(Protocol::HttpBinary)
            .with_endpoint(endpoint)
            .build()
            .map_err(|source| TracesError { to: url.to_owned(), source })?;
        let batches = BatchSpanProcessor::builder(exporter, Tokio).build();
        let about = Resource::builder().with_service_name("convene").build();
        let provider = SdkTracerProvider::builder();
        Ok(Self(provider.with_span_processor(batches).with_resource(about).build()))
    }

    /// Takes the spans of this program, whatever is logged.
    pub(super) fn layer(&self) -> impl Layer<Registry> + Send + Sync + 'static + use<> {
        let is_ours =
            |about: &Metadata<'_>| about.is_span() && about.target().starts_with("convene");
        let tracer = self.0.tracer("convene");
        tracing_opentelemetry::layer()
            .with_tracer(tracer)
            .with_location(false)
            .with_threads(false)
            .with_target(false)
            .with_filter(filter_fn(is_ours))
    }

    /// Sends what is left. Blocks.
    pub fn finish(self) {
        if let Err(error) = self.0.shutdown() {
            tracing::warn!(error = &error as &dyn std::error::Error, "the last traces are lost");
        }
    }
}
