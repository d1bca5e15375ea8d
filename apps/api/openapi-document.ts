import { type INestApplication, VersioningType } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** Puts every route under /api/v1; what carries no version, like the health checks, under /api. */
export function addressed<Application extends INestApplication>(application: Application): Application {
  application.setGlobalPrefix('api');
  application.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' });
  return application;
}

/** The OpenAPI 3.1 document of every route, made from the DTOs that validate it. */
export function openApiDocument(application: INestApplication): OpenAPIObject {
  const configuration = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Baoshen 报审')
    .setDescription(
      'Multi-level review of periodic reports. Problems are application/problem+json (RFC 9457).',
    )
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A personal access token.' }, 'token')
    .addCookieAuth('baoshen_session', { type: 'apiKey', in: 'cookie' }, 'session')
    .addSecurityRequirements('token')
    .addSecurityRequirements('session')
    .build();
  return SwaggerModule.createDocument(application, configuration, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
}

/** Serves the document at /api/openapi.json and a readable page at /api/docs. */
export function addOpenApi(application: NestFastifyApplication): void {
  SwaggerModule.setup('api/docs', application, () => openApiDocument(application), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    customSiteTitle: '报审 API',
  });
}
